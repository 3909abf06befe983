nervePage.rows(1, [
["b-0123456789ab","a/b.png",1,"b-0123456789ab","measured",null,null,"left","subgluteal",["anisotropicSpacing"],[[1,52.35,47.00,58.00,1234.50,1100.00,1400.13,10.90,6.10,0.877],[2,null,null,null,150.80,null,null,null,null,null]],2,"b/0001.overlay.png",null,1,"9f956f4b15ca","fail","vessel,\nnot a <nerve>","A. B."],
["c-0123456789ab","c.dcm",7,"4a5b6c7d8e9f","abstained","noCandidate","no structure looks like a nerve",null,null,[],[],0,"c/0007.overlay.png",null,1,"be1dbf264892",null,null,null],
["d-0123456789ab","d\te.png",null,null,"refused","truncated","d\te.png: the PNG ends \"early\"\\\n",null,null,[],[],0,null,null,1,"35a13ed9c0ad",null,null,null]
]);
